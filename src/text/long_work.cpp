#include "aka/text/long_work.hpp"

#include <exception>
#include <utility>

namespace aka {
namespace {

WatchedWork* newest = nullptr;  // NOLINT(*-avoid-non-const-global-variables): one person is told

}  // namespace

WatchedWork::WatchedWork(std::function<void()> told) : told_(std::move(told)), before_(newest) {
    newest = this;
}

WatchedWork::~WatchedWork() {
    newest = before_;
}

void tick_work() noexcept {
    if (newest == nullptr) return;
    try {
        newest->told_();
    } catch (const std::exception&) {
        // The work counts, not what is told of it.
    }
}

}  // namespace aka
