#pragma once

/// Linear programs, as the module solves them: plain data, and functions that throw nothing.
namespace aka::solver {

/// How a call of the solver ended.
enum class Ended { optimal, infeasible, unlimited, undecided, without_memory };

/// The numbers of each row that are not 0; `begins` has one more than there are rows.
struct Rows {
    int count;
    const int* begins;
    const int* columns;
    const double* factors;
};

/// Columns within bounds whose rows are all 0; what its aim makes of them is to be as small as can be.
struct Linear;
/// Columns of 0 or 1 and what each costs; each row is 1 at least, at the least cost.
struct Covering;

struct Library {
    /// With the bounds of each of the columns; none without memory.
    Linear* (*make_linear)(int columns, const Rows* rows, const double* low, const double* high);
    void (*free_linear)(Linear* problem);
    void (*bound)(Linear* problem, int column, double low, double high);
    void (*aim)(Linear* problem, int column, double factor);
    /// From where the last call left off; `keep` leaves its work areas for a next one that differs little.
    Ended (*improve)(Linear* problem, bool keep);
    Ended (*solve_linear)(Linear* problem);
    const double* (*lows)(const Linear* problem);
    const double* (*highs)(const Linear* problem);
    const double* (*values)(const Linear* problem);  ///< of the columns, as last solved
    const double* (*prices)(const Linear* problem);  ///< of the rows

    Covering* (*make_covering)();
    void (*free_covering)(Covering* problem);
    bool (*add_column)(Covering* problem, double cost);  ///< false without memory
    bool (*add_row)(Covering* problem, int count, const int* columns, const double* factors);
    void (*require)(Covering* problem, int column, bool required);
    /// With columns anywhere between 0 and 1; `values` gets what each is.
    Ended (*relax)(Covering* problem, double* values, double* cost);
    /// Cheaper than `limit`, at most `excess` dearer than the cheapest, in parts of its cost. Optimal
    /// without values in `found` when nothing below the limit was.
    Ended (*cover)(Covering* problem, double limit, double excess, double* values, bool* found);
};

inline constexpr double unlimited = 1.7976931348623157e308;  ///< as a bound or as a limit

}  // namespace aka::solver
