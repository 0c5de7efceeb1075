#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "aka/network/network.hpp"
#include "fields.hpp"

namespace aka {

/// What the steps of load_network share.
struct Loading {
    Network network;
    Problems problems;
    // While a file is broken, references to what it may define are not called unknown.
    bool municipalities_complete = true;
    bool actors_complete = true;
    std::map<std::pair<std::string, std::string>, Place> taken;  ///< what must be unique: kind and word

    /// Adds a problem that names both places when `word` was claimed before; an empty word was refused
    /// already.
    void claim(std::string_view kind, std::string_view key, std::string_view word, const Place& place);
};

/// The *.toml of a folder by name, without hidden ones: editors keep locks and copies beside a file. What was
/// found until an error.
std::vector<std::filesystem::path> toml_files(const std::filesystem::path& folder, std::error_code& error);

/// `[[actor]]` of any file; `home` is the municipality of a municipality's file, else null.
void load_actors(Loading& loading, Fields& file, const MunicipalityId* home);
/// References to actors are checked: after all actors.
void load_schemes(Loading& loading, Fields& file);
void load_funders(Loading& loading, Fields& file);
void load_occupations(Loading& loading, Fields& file);

/// A day on which two funders have a municipality in common; `places` are those of their sets.
void check_funders(Loading& loading, const std::vector<Place>& places);

Provenance read_provenance(Fields& fields);

/// More than 64 eligible actors anywhere, or more than 15 for a leaf topic that gives no reason.
void check_eligible_sets(Loading& loading);

}  // namespace aka
