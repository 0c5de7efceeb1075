#pragma once

#include "aka/cli/command.hpp"

namespace aka {

/// Each adds its noun with all verbs to the tree.
void add_case_commands(Command& root);
void add_case_reading(Command& noun);  ///< list and show
void add_case_closing(Command& noun);  ///< close and reopen
void add_case_import(Command& noun);
void add_case_outreach(Command& noun);
void add_case_feedback(Command& noun);
void add_case_transfer(Command& noun);  ///< handover and merge
void add_case_receipt(Command& noun);
void add_case_erasing(Command& noun);
void add_refer_commands(Command& root);
void add_refer_sending(Command& noun);  ///< suggest and send
void add_refer_letters(Command& noun);  ///< letter and remind
void add_actor_commands(Command& root);
void add_actor_observations(Command& noun);  ///< verify, capacity and coverage
void add_report_commands(Command& root);
void add_report_publishing(Command& noun);  ///< publish and published
void add_report_alliance(Command& noun);    ///< funder and merge
void add_status_command(Command& root);
void add_config_commands(Command& root);
void add_completion_command(Command& root);
void add_help_command(Command& root);
void add_data_commands(Command& root);
void add_data_privacy(Command& noun);    ///< audit, subject, erase, retention and compact
void add_data_retention(Command& noun);  ///< retention and compact
void add_data_moving(Command& noun);     ///< restore, export and import

}  // namespace aka
