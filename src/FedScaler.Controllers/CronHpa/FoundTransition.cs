using FedScaler.Api.CronHpas;

namespace FedScaler.Controllers.CronHpas;

/// <summary>A transition that came to pass since the last look.</summary>
/// <param name="Time">When it was due; of one that an edit brought about, when that was seen.</param>
/// <param name="More">Of a rule whose windows went by unseen: how many there were before this one.</param>
internal sealed record FoundTransition(string Rule, TransitionEdge Edge, DateTimeOffset Time, TransitionCause Cause, int More = 0);
