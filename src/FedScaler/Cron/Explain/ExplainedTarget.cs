namespace FedScaler.Cron.Explain;

/// <summary>One target, and what its schedules do to it.</summary>
/// <param name="Target">Kind, namespace and name.</param>
/// <param name="Schedules">Names of the CronHPAs.</param>
/// <param name="TimeZone">The zone of the strip's days.</param>
/// <param name="Base">What holds without any rule; absent where the target is not in the file.</param>
/// <param name="Now">What holds at the start.</param>
/// <param name="Active">The rules in force at the start.</param>
/// <param name="Transitions">What comes next, in order.</param>
/// <param name="Excluded">Starts that excluded dates take away, as far as the transitions go and at most 1000 of each rule.</param>
/// <param name="Days">The days on which something changes.</param>
/// <param name="Legend">What the letters of the days mean.</param>
/// <param name="Remarks">What may not be meant, and what does not act.</param>
internal sealed record ExplainedTarget(
    string Target,
    IReadOnlyList<string> Schedules,
    string TimeZone,
    Reach? Base,
    Reach Now,
    IReadOnlyList<ExplainedActive> Active,
    IReadOnlyList<ExplainedTransition> Transitions,
    IReadOnlyList<ExplainedExclusion> Excluded,
    IReadOnlyList<ExplainedDay> Days,
    IReadOnlyList<StripLetter> Legend,
    IReadOnlyList<string> Remarks);
