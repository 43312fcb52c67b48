using FedScaler.Core.Dividing;
using FedScaler.Core.Splitting;
using FedScaler.Core.Tests.Splitting;
using FsCheck;
using FsCheck.Fluent;

namespace FedScaler.Core.Tests.Dividing;

/// <summary>Counts to be divided: written out by hand, or over the random fleets of the split.</summary>
internal static class Divisions
{
    /// <summary>Anything that can be handed to the divider.</summary>
    public static Arbitrary<DivisionSnapshot> Any => Arb.From(From(Fleets.Any.Generator));

    /// <summary>Everybody answers, has what it is to have, within its bounds, and all pods have a node.</summary>
    public static Arbitrary<DivisionSnapshot> Healthy => Arb.From(
        From(Fleets.Answering.Generator).Select(static snapshot => snapshot with
        {
            Members =
            [
                .. snapshot.Members.Select(static member =>
                {
                    var runs = Math.Min(member.Seen.Runs, member.Seen.Ceiling);
                    return new DivisionMember(member.Seen with { Runs = runs, Ready = Math.Min(member.Seen.Ready, runs), Unschedulable = 0, Floor = Math.Min(member.Seen.Floor, runs) });
                }),
            ],
        }));

    public static void Hold(this Arbitrary<DivisionSnapshot> arbitrary, Action<DivisionSnapshot> law, int tests = 1500) =>
        Check.One(Fleets.Runs(tests), Prop.ForAll(arbitrary, law));

    public static DivisionSnapshot Of(int replicas, params MemberSnapshot[] members) =>
        new(new DivisionPolicy(replicas), [.. members.Select(static member => new DivisionMember(member))], Fleets.Noon);

    public static MemberSnapshot Member(string name, int runs, int? fit, int? ready = null, int unschedulable = 0) =>
        new(name) { Runs = runs, Fit = fit, Ready = ready ?? runs - unschedulable, Unschedulable = unschedulable };

    public static DivisionDecision Decide(this DivisionSnapshot snapshot, DivisionMemory? memory = null) => Divider.Decide(snapshot, memory ?? DivisionMemory.Empty);

    public static int Of(this DivisionDecision decision, string name) => decision.Members.Single(member => member.Name == name).Replicas;

    /// <summary>Counts by name, "a 3, b 2".</summary>
    public static string Text(this DivisionDecision decision) => string.Join(", ", decision.Members.Select(static member => $"{member.Name} {member.Replicas}"));

    public static DivisionSnapshot Change(this DivisionSnapshot snapshot, string name, Func<MemberSnapshot, MemberSnapshot> change) => snapshot with
    {
        Members = [.. snapshot.Members.Select(member => member.Name == name ? member with { Seen = change(member.Seen) } : member)],
    };

    public static DivisionSnapshot Ask(this DivisionSnapshot snapshot, int replicas) => snapshot with { Policy = snapshot.Policy with { Replicas = replicas } };

    public static DivisionSnapshot With(this DivisionSnapshot snapshot, SplitStrategy strategy, SpreadPolicy spread = SpreadPolicy.Always) =>
        snapshot with { Policy = snapshot.Policy with { Strategy = strategy, Spread = spread } };

    public static DivisionSnapshot Later(this DivisionSnapshot snapshot, double seconds) => snapshot with { Now = snapshot.Now.AddSeconds(seconds) };

    /// <summary>Everybody who can be written to runs what was decided.</summary>
    public static DivisionSnapshot After(this DivisionSnapshot snapshot, DivisionDecision decision) => snapshot with
    {
        Members =
        [
            .. snapshot.Members.Select(member =>
            {
                if (member.Seen.Contact == MemberContact.Excluded) return member;
                var now = decision.Of(member.Name);
                var gone = Math.Max(0, member.Seen.Runs - now);
                var waiting = Math.Max(0, member.Seen.Unschedulable - gone);
                return new DivisionMember(member.Seen with { Runs = now, Unschedulable = waiting, Ready = now - waiting }, now);
            }),
        ],
    };

    private static Gen<DivisionSnapshot> From(Gen<Scenario> scenarios) =>
        from scenario in scenarios
        from none in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from waiting in Gen.Choose(0, 3)
        from assigned in Gen.Choose(0, 3)
        let policy = scenario.Fleet.Policy
        let members = scenario.Fleet.Members
        select new DivisionSnapshot(
            new DivisionPolicy(none ? 0 : policy.MaxReplicas, policy.Strategy, policy.Spread),
            [.. members.Select((member, i) => new DivisionMember(
                member with { Unschedulable = i % 3 == waiting ? member.Runs - member.Ready : 0 }, i % 3 == assigned ? member.Share?.Max : null))],
            Fleets.Noon);
}
