#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
#include <utility>

namespace baedal {

/// A sorted map whose copies share all that they have in common: copying costs nothing, a change
/// O(log n), and no copy ever sees another's changes. For state that is copied at every decision
/// and changes a little each time. Inside it is an AVL tree of nodes that never change.
template <class Key, class T>
class shared_map {
  struct node;
  using link = std::shared_ptr<const node>;

public:
  using key_type = Key;
  using mapped_type = T;
  using value_type = std::pair<const Key, T>;

  /// Goes from the least key to the greatest. Valid as long as the map it came from is unchanged.
  class const_iterator {
  public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = shared_map::value_type;
    using difference_type = std::ptrdiff_t;
    using pointer = const value_type*;
    using reference = const value_type&;

    reference operator*() const { return *path_[depth_ - 1]->entry; }
    pointer operator->() const { return path_[depth_ - 1]->entry.get(); }
    const_iterator& operator++() {
      const auto* right = path_[--depth_]->right.get();
      descend(right);
      return *this;
    }
    const_iterator operator++(int) {
      auto before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const const_iterator& a, const const_iterator& b) {
      return a.top() == b.top();
    }

  private:
    friend class shared_map;
    static constexpr std::size_t deepest = 64; ///< far beyond any AVL tree that fits into memory
    void push(const node* at) { path_[depth_++] = at; }
    void descend(const node* at) {
      for (; at; at = at->left.get())
        push(at);
    }
    const node* top() const { return depth_ == 0 ? nullptr : path_[depth_ - 1]; }

    std::array<const node*, deepest> path_{}; ///< what is still to be visited, next one last
    std::size_t depth_ = 0;
  };

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] const_iterator end() const { return {}; }
  [[nodiscard]] const_iterator begin() const {
    const_iterator first;
    first.descend(root_.get());
    return first;
  }

  [[nodiscard]] const_iterator find(const Key& key) const {
    const_iterator path;
    for (const auto* at = root_.get(); at;) {
      if (is_less(at->entry->first, key)) {
        at = at->right.get();
        continue;
      }
      path.push(at);
      if (!is_less(key, at->entry->first))
        return path;
      at = at->left.get();
    }
    return {};
  }
  [[nodiscard]] std::size_t count(const Key& key) const { return find(key) == end() ? 0 : 1; }
  /// Throws `std::out_of_range` where there is none.
  [[nodiscard]] const T& at(const Key& key) const {
    const auto found = find(key);
    if (found == end())
      throw std::out_of_range{"shared_map: no such key"};
    return found->second;
  }

  /// Puts a value in, or another in its place.
  void set(const Key& key, T value) {
    size_ += 1 - count(key);
    root_ = with(root_, std::make_shared<const value_type>(key, std::move(value)));
  }
  void erase(const Key& key) {
    if (count(key) == 0)
      return;
    root_ = without(root_, key);
    --size_;
  }
  void clear() { *this = shared_map{}; }

  friend bool operator==(const shared_map& a, const shared_map& b) {
    return a.root_ == b.root_
           || (a.size_ == b.size_ && std::equal(a.begin(), a.end(), b.begin()));
  }

private:
  using content = std::shared_ptr<const value_type>;
  struct node {
    content entry;
    link left;
    link right;
    int height = 1;
  };

  static bool is_less(const Key& a, const Key& b) { return std::less<Key>{}(a, b); }
  static int height_of(const link& at) { return at ? at->height : 0; }
  static link join(content entry, link left, link right) {
    const auto height = 1 + std::max(height_of(left), height_of(right));
    return std::make_shared<const node>(
      node{std::move(entry), std::move(left), std::move(right), height});
  }

  /// Joins two trees whose heights differ by two at most.
  static link balanced(content entry, link left, link right) {
    if (height_of(left) > height_of(right) + 1) {
      if (height_of(left->left) >= height_of(left->right))
        return join(left->entry, left->left,
                    join(std::move(entry), left->right, std::move(right)));
      const auto& middle = left->right;
      return join(middle->entry, join(left->entry, left->left, middle->left),
                  join(std::move(entry), middle->right, std::move(right)));
    }
    if (height_of(right) > height_of(left) + 1) {
      if (height_of(right->right) >= height_of(right->left))
        return join(right->entry, join(std::move(entry), std::move(left), right->left),
                    right->right);
      const auto& middle = right->left;
      return join(middle->entry, join(std::move(entry), std::move(left), middle->left),
                  join(right->entry, middle->right, right->right));
    }
    return join(std::move(entry), std::move(left), std::move(right));
  }

  static link with(const link& at, content entry) {
    if (!at)
      return join(std::move(entry), {}, {});
    if (is_less(entry->first, at->entry->first))
      return balanced(at->entry, with(at->left, std::move(entry)), at->right);
    if (is_less(at->entry->first, entry->first))
      return balanced(at->entry, at->left, with(at->right, std::move(entry)));
    return join(std::move(entry), at->left, at->right);
  }

  /// The key must be there.
  static link without(const link& at, const Key& key) {
    if (is_less(key, at->entry->first))
      return balanced(at->entry, without(at->left, key), at->right);
    if (is_less(at->entry->first, key))
      return balanced(at->entry, at->left, without(at->right, key));
    if (!at->left)
      return at->right;
    if (!at->right)
      return at->left;
    const auto* next = at->right.get();
    while (next->left)
      next = next->left.get();
    return balanced(next->entry, at->left, without(at->right, next->entry->first));
  }

  link root_;
  std::size_t size_ = 0;
};

} // namespace baedal
