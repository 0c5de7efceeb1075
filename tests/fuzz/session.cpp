// What reading a register asks of a session, so that the fuzzer need not be built with every command.
#include "aka/cli/session.hpp"

#include <ostream>

#include "aka/text/utf8.hpp"

namespace aka {

struct Session::Loaded {
    std::shared_ptr<const Network> network;
};

Session::Session(Environment& environment, const GlobalOptions& options, const std::vector<Format>& formats)
    : environment_(environment),
      options_(options),
      formats_(formats),
      loaded_(std::make_unique<Loaded>(Loaded{environment.load_network("")})) {}
Session::~Session() = default;

const Network& Session::network() const {
    return *loaded_->network;
}
const Municipality& Session::acting() const {
    return network().municipality(environment_.variables.at("AKA_MUNICIPALITY"));
}
Date Session::today() const {
    return environment_.local_day(environment_.clock());
}
void Session::warn(const std::string& line) const {
    environment_.err << escape_controls(line) << '\n';
}

const std::vector<Format>& document_formats() {
    static const std::vector<Format> none;
    return none;
}

}  // namespace aka
