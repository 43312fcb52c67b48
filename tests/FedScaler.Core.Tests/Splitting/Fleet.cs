using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>Fleets written out by hand.</summary>
internal static class Fleet
{
    public static Scenario Of(int max, int min, params MemberSnapshot[] members) =>
        new(new FleetSnapshot(new SplitPolicy(min, max), [.. members], Fleets.Noon), FleetMemory.Empty);

    /// <summary>A member that answers; it wants what it runs and all of that is ready, unless told otherwise.</summary>
    public static MemberSnapshot Member(string name, Share? share, int runs, int? fit, int? wants = null, int? ready = null) => new(name)
    {
        Share = share,
        Runs = runs,
        Wants = wants ?? runs,
        Ready = ready ?? runs,
        Fit = fit,
    };

    /// <summary>A member that has neither share nor pods yet.</summary>
    public static MemberSnapshot Empty(string name, int? fit) => Member(name, null, runs: 0, fit);

    public static Scenario Change(this Scenario scenario, string name, Func<MemberSnapshot, MemberSnapshot> change) =>
        scenario.WithMembers(member => member.Name == name ? change(member) : member);

    public static Scenario Silence(this Scenario scenario, string name) => scenario.Change(
        name, member => member with { Contact = MemberContact.Silent, SilentSince = scenario.Fleet.Now, ContactReason = "connection refused" });

    public static Scenario Answer(this Scenario scenario, string name) => scenario.Change(
        name, static member => member with { Contact = MemberContact.Live, SilentSince = null, ContactReason = null });
}
