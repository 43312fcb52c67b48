using System.Collections.Immutable;

namespace FedScaler.Core.Dividing;

/// <summary>The way from what runs to what was decided: who is to run fewer is written first, and only what API servers have confirmed is handed on.</summary>
public static class DivisionTransition
{
    /// <summary>
    /// The writes that are safe now. When they are confirmed, ask again with what then stands; empty means that nothing is
    /// left to do for now. Stopping anywhere between leaves the sum within the count, or on its way down to it.
    /// </summary>
    /// <param name="replicas">The count that was decided for.</param>
    /// <param name="standing">What each member runs, or may run where a write's fate is not known; absent for excluded ones.</param>
    /// <param name="writable">Members that may be written to now.</param>
    public static ImmutableArray<ReplicaWrite> Next(
        DivisionDecision decision, int replicas, IReadOnlyDictionary<string, int> standing, IReadOnlySet<string> writable)
    {
        var shrinks = ImmutableArray.CreateBuilder<ReplicaWrite>();
        foreach (var member in decision.Members)
            if (writable.Contains(member.Name) && member.Replicas < standing.GetValueOrDefault(member.Name)) shrinks.Add(new ReplicaWrite(member.Name, member.Replicas));
        return shrinks.Count > 0 ? shrinks.ToImmutable() : Grow(decision, replicas, standing, writable);
    }

    private static ImmutableArray<ReplicaWrite> Grow(
        DivisionDecision decision, int replicas, IReadOnlyDictionary<string, int> standing, IReadOnlySet<string> writable)
    {
        // Where members that can't be written to hold more than the count leaves, the decision itself is what may be run.
        var spare = Math.Max(replicas, decision.Total) - standing.Values.Sum(static count => (long)count);
        var grows = ImmutableArray.CreateBuilder<ReplicaWrite>();
        foreach (var member in decision.Members)
        {
            var now = standing.GetValueOrDefault(member.Name);
            var more = Math.Min((long)member.Replicas - now, spare);
            if (more <= 0 || !writable.Contains(member.Name)) continue;
            spare -= more;
            grows.Add(new ReplicaWrite(member.Name, (int)(now + more)));
        }

        return grows.ToImmutable();
    }
}
