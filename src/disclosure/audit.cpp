#include "aka/disclosure/audit.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"
#include "atoms.hpp"
#include "published.hpp"

namespace aka {
namespace {

using disclosure::Atoms;
using disclosure::PublishedFigure;
using Figures = std::vector<const PublishedFigure*>;

/// The measure with which this one is told together.
std::string belongs_to(const std::string& measure) {
    for (const auto& [whole, part] : disclosure::contained)
        if (measure == part) return whole;
    return measure;
}

/// The figures of measures that belong together, by file, and what those tell together that agree.
class Measure {
public:
    explicit Measure(int least) : least_(least) {}

    void add(const PublishedFigure& figure) { files_[figure.file].push_back(&figure); }

    void tell(std::vector<HiddenFigure>& told) {
        link();
        for (const auto& [file, figures] : files_) {
            std::optional<Agreement> own;
            for (const auto* figure : figures) {
                if (figure->value) continue;
                if (agreed_.files.count(file) == 0 && !own) own = agreement_with({file});
                auto& atoms = own ? *own->atoms : *agreed_.atoms;
                const auto [low, high] = atoms.limits(*figure);
                told.push_back({figure->file, figure->row, low, high});
            }
        }
    }

private:
    struct Agreement {
        std::set<std::size_t> files;
        std::unique_ptr<Atoms> atoms;
    };

    [[nodiscard]] std::unique_ptr<Atoms> atoms_of(const std::set<std::size_t>& files) const {
        Figures figures;
        for (const auto file : files)
            figures.insert(figures.end(), files_.at(file).begin(), files_.at(file).end());
        return std::make_unique<Atoms>(figures, least_);
    }

    void link() {
        std::set<std::size_t> all;
        for (const auto& [file, figures] : files_) all.insert(file);
        agreed_ = {all, atoms_of(all)};
        if (!agreed_.atoms->possible()) agreed_ = agreement_with({*all.rbegin()});
    }

    /// These files and all that agree with them and with each other, newest first.
    [[nodiscard]] Agreement agreement_with(const std::set<std::size_t>& first) const {
        Agreement agreement{first, atoms_of(first)};
        if (!agreement.atoms->possible())
            throw Error{ErrorKind::storage, tr("the figures of publication {number} contradict each other",
                                               fmt::arg("number", *first.begin() + 1))};
        std::for_each(files_.rbegin(), files_.rend(), [&](const auto& file) {
            auto more = agreement.files;
            if (!more.insert(file.first).second) return;
            auto atoms = atoms_of(more);
            if (atoms->possible()) agreement = {more, std::move(atoms)};
        });
        return agreement;
    }

    int least_;
    std::map<std::size_t, Figures> files_;
    Agreement agreed_;
};

}  // namespace

std::vector<HiddenFigure> what_can_be_told(const std::vector<std::string>& files, int least) {
    std::vector<PublishedFigure> figures;
    for (std::size_t file = 0; file < files.size(); ++file) {
        auto read = disclosure::read_published(file, files[file]);
        std::move(read.begin(), read.end(), std::back_inserter(figures));
    }
    std::map<std::string, Measure> measures;
    for (const auto& figure : figures)
        measures.try_emplace(belongs_to(figure.measure), least).first->second.add(figure);
    std::vector<HiddenFigure> told;
    for (auto& [name, measure] : measures) measure.tell(told);
    std::sort(told.begin(), told.end(), [](const HiddenFigure& left, const HiddenFigure& right) {
        return std::pair{left.file, left.row} < std::pair{right.file, right.row};
    });
    return told;
}

}  // namespace aka
