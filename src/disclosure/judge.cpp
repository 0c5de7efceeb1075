#include "judge.hpp"

namespace aka::disclosure {

Judge::Judge(const Tables& tables)
    : secrets_(secrets_of(tables)),
      insiders_(insiders_of(tables)),
      attacker_(tables),
      witnesses_(tables, insiders_) {}

std::vector<Cut> Judge::broken(const Pattern& hidden) {
    attacker_.face(hidden);
    witnesses_.face(hidden);
    auto cuts = broken_by_outsiders();
    return cuts.empty() ? broken_by_insiders() : cuts;
}

std::vector<Cut> Judge::broken_by_outsiders() {
    std::vector<Cut> cuts;
    for (const auto& secret : secrets_) {
        ask(secret.cell, Side::down, secret.down, cuts);
        ask(secret.cell, Side::up, secret.up, cuts);
    }
    return cuts;
}

void Judge::ask(std::size_t cell, Side side, double need, std::vector<Cut>& cuts) {
    if (reaches(witnesses_.distance(cell, side), need)) return;
    auto reach = attacker_.reach(cell, side, need);
    if (!reaches(reach.distance, need)) cuts.push_back(attacker_.cut({reach}, need));
    witnesses_.keep(std::move(reach.table));
}

std::vector<Cut> Judge::broken_by_insiders() {
    std::vector<Cut> cuts;
    for (std::size_t i = 0; i < insiders_.size(); ++i) {
        bool learnt = false;
        for (const auto cell : insiders_[i].secrets) {
            if (!witnesses_.undeceived(i, cell)) continue;
            if (!learnt) attacker_.learn(insiders_[i].cells);
            learnt = true;
            ask_insider(cell, cuts);
        }
        attacker_.forget();
    }
    return cuts;
}

void Judge::ask_insider(std::size_t cell, std::vector<Cut>& cuts) {
    constexpr double width = 1;
    auto up = attacker_.reach(cell, Side::up, width);
    witnesses_.keep(up.table);
    if (reaches(up.distance, width)) return;
    auto down = attacker_.reach(cell, Side::down, width);
    witnesses_.keep(down.table);
    if (!reaches(up.distance + down.distance, width)) cuts.push_back(attacker_.cut({up, down}, width));
}

}  // namespace aka::disclosure
