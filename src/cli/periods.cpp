#include "aka/cli/periods.hpp"

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka {

Period read_period(const Session& session, const std::string& typed) {
    if (typed.empty()) return last_month(session.today());
    const auto period = parse_period(typed, session.today());
    if (!period)
        throw Error{ErrorKind::usage, tr("\"{typed}\" is no period; write 2026-10, 2026-Q3, 2026, "
                                         "2026-07..2026-10, lastmonth or thisyear",
                                         fmt::arg("typed", typed))};
    return *period;
}

}  // namespace aka
