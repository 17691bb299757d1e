#pragma once

#include "actors/shared_breaker.hpp"
#include "http/admission.hpp"

#include <prometheus/metric_family.h>

#include <vector>

namespace baedal::node {

std::vector<prometheus::MetricFamily> breaker_metrics(const actors::breaker_report& seen);
std::vector<prometheus::MetricFamily> intake_metrics(const http::admission::figures& seen);

} // namespace baedal::node
