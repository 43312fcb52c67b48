using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

internal static class Decisions
{
    public static MemberOutcome Of(this FleetDecision decision, string name) => decision.Members.Single(member => member.Name == name);

    public static Share? ShareOf(this FleetDecision decision, string name) => decision.Of(name).Share;

    public static int MaxOf(this FleetDecision decision, string name) => decision.ShareOf(name)?.Max ?? 0;

    public static int MinOf(this FleetDecision decision, string name) => decision.ShareOf(name)?.Min ?? 0;

    public static FleetCondition Condition(this FleetDecision decision, string type) => decision.Conditions.Single(condition => condition.Type == type);

    /// <summary>One line a fleet: a=1-4 b=1-6 c=parked.</summary>
    public static string Shares(this FleetDecision decision) => string.Join(' ', decision.Members.Select(static member =>
        member.Share is { } share ? $"{member.Name}={share.Min}-{share.Max}" : $"{member.Name}={member.State.ToString().ToLowerInvariant()}"));
}
