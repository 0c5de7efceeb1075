#pragma once

#include <functional>
#include <initializer_list>
#include <utility>
#include <vector>

namespace aka {

/// A list that is read when somebody first looks at it, as most calls look at few of a network's lists.
/// Looked at, it is a vector. For one thread, as a register is.
template <class Entry>
class LateList {
public:
    using Entries = std::vector<Entry>;
    using Read = std::function<Entries()>;

    LateList() = default;
    LateList(Entries entries) : entries_(std::move(entries)) {}
    LateList(std::initializer_list<Entry> entries) : entries_(entries) {}
    explicit LateList(Read read) : read_(std::move(read)) {}

    [[nodiscard]] const Entries& all() const {
        if (read_) entries_ = std::exchange(read_, nullptr)();
        return entries_;
    }
    [[nodiscard]] Entries& all() {
        static_cast<void>(std::as_const(*this).all());
        return entries_;
    }

    [[nodiscard]] auto begin() const { return all().begin(); }
    [[nodiscard]] auto end() const { return all().end(); }
    [[nodiscard]] auto begin() { return all().begin(); }
    [[nodiscard]] auto end() { return all().end(); }
    [[nodiscard]] std::size_t size() const { return all().size(); }
    [[nodiscard]] bool empty() const { return all().empty(); }
    [[nodiscard]] const Entry& front() const { return all().front(); }
    [[nodiscard]] const Entry& back() const { return all().back(); }
    [[nodiscard]] Entry& back() { return all().back(); }
    [[nodiscard]] const Entry& operator[](std::size_t place) const { return all()[place]; }
    [[nodiscard]] Entry& operator[](std::size_t place) { return all()[place]; }
    [[nodiscard]] const Entry& at(std::size_t place) const { return all().at(place); }
    void push_back(Entry entry) { all().push_back(std::move(entry)); }

    bool operator==(const LateList& other) const { return all() == other.all(); }

private:
    mutable Entries entries_;
    mutable Read read_;
};

}  // namespace aka
