namespace FedScaler.Controllers.CronHpas;

/// <summary>What a rule in force comes to at its target.</summary>
/// <param name="Result">One of <see cref="Api.CronHpas.ScheduleResults"/>.</param>
/// <param name="Remark">What holds in place of what the rule asks for, and by whom; null where the rule has its way.</param>
/// <param name="ByOthers">The target's own bounds or another CronHPA stand in the way, not another rule of the same CronHPA.</param>
internal sealed record Verdict(string Result, string? Remark = null, bool ByOthers = false)
{
    public static readonly Verdict Applied = new(Api.CronHpas.ScheduleResults.Applied);
}
