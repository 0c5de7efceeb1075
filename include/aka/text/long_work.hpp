#pragma once

#include <functional>

namespace aka {

/// While it lives, `told` is called now and then during work that may be long. The newest one is.
class WatchedWork {
public:
    explicit WatchedWork(std::function<void()> told);
    WatchedWork(const WatchedWork&) = delete;
    WatchedWork& operator=(const WatchedWork&) = delete;
    ~WatchedWork();

private:
    std::function<void()> told_;
    WatchedWork* before_;
    friend void tick_work() noexcept;
};

/// Some more of what may be long is done.
void tick_work() noexcept;

}  // namespace aka
