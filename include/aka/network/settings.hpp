#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace aka {

/// A person's own settings (config.toml); what is not set is empty.
struct Settings {
    std::string municipality;
    std::string user;
    std::string config;  ///< configuration directory
    std::string db;      ///< database file
    std::string format;  ///< table, tsv, csv, csv-excel, json, md
    std::string color;   ///< auto, always, never
    std::string lang;    ///< da, en
};

struct SettingsFile {
    std::filesystem::path file;
    Settings settings;
};

/// Throws a configuration error that names everything wrong in the file; all empty when it does not exist.
Settings load_settings(const std::filesystem::path& file);

}  // namespace aka
