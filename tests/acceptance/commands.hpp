#pragma once

#include <algorithm>
#include <string>
#include <vector>

/// Commands of the brands' clients, word by word as they type them; what their shells take away,
/// the quotes, is gone.
namespace baedal::acceptance {

using command = std::vector<std::string>;

// -- pizza ----

/// The back-quote is in its users' address, too.
inline const command a1{"POST",
                        "localhost:8081/pizzaOrders",
                        "customerId=10",
                        "state=PLACE",
                        "menuOption=",
                        "price=10000",
                        "paymentMethod=CreditCard",
                        "address=The`wellI007Ho"};

// -- azer ----

inline const command a21{"POST",
                         "localhost:8081/orderPlaced",
                         "storeId=1",
                         "menuId=1",
                         "menuCount=2",
                         "menuPrice=9000",
                         "customerAddress=서울",
                         "phoneNumber=01012345678",
                         "customerName=kim",
                         "customerId=1"};
inline const command a22{"POST",        "localhost:8082/pay", "orderId=1",
                         "payMethod=1", "cardNumber=1234",    "deliveryFee=3000"};

// -- mealkit ----

inline const command a40{"POST", "localhost:8088/products", "prodNm=밀키트", "sellerId=s1",
                         "qty=10"};
inline const command a41{"POST",         "localhost:8088/orders", "productId=1",
                         "userid=hwang", "qty=3",                 "address=seoul"};

// -- hansik ----

inline const command a60{"localhost:8081/orders", "item=통닭"};
inline const command a63{"localhost:8083/주문처리s", "orderId=1"};

// -- dongne ----

inline const command a80{":8081/orders", "foodId=뿌링클치킨", "customerId=c1",
                         "options=문앞", "address=영등포구",  "qty=2",
                         "status=주문됨"};
inline const command a81{":8081/payments", "orderId=1"};

/// The command with one of its words replaced.
inline command retyped(command line, const std::string& word, const std::string& other) {
  std::replace(line.begin(), line.end(), word, other);
  return line;
}

} // namespace baedal::acceptance
