using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>
/// Empties a member that the federation wants the workload out of, a part at a time: what it serves goes over to the others, whose own
/// HPAs notice only as it comes. Begun anew after a restart, from what runs then.
/// </summary>
internal sealed class Draining
{
    /// <summary>An HPA looks every 15 s at metrics of the last 15 to 60 s, and new pods take some 30 s to be ready.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    /// <summary>One part of so many, and at least 1.</summary>
    private const int Parts = 4;

    private readonly Dictionary<string, (int Kept, DateTimeOffset Since)> _kept = new(StringComparer.Ordinal);

    /// <summary>When the next part may go; null while nobody is emptied.</summary>
    public DateTimeOffset? Next { get; private set; }

    /// <summary>The same members, each that leaves with what it keeps for now as its ceiling.</summary>
    public IReadOnlyList<ObservedMember> Limit(IReadOnlyList<ObservedMember> members, DateTimeOffset now)
    {
        Next = null;
        if (members.All(static member => member.View?.Leaves is null))
        {
            _kept.Clear();
            return members;
        }

        var mayGo = RoomOfOthers(members);
        return [.. members.Select(member => member.View?.Leaves is { } why ? member with { Snapshot = Limited(member.Snapshot, why, mayGo, now) } : member)];
    }

    private MemberSnapshot Limited(MemberSnapshot member, string why, long mayGo, DateTimeOffset now)
    {
        if (!_kept.TryGetValue(member.Name, out var state)) state = (member.Runs, now);
        var part = Math.Max(1, (state.Kept + Parts - 1) / Parts);
        // The next part only when the last has gone, and the others stand.
        if (member.Runs <= state.Kept && now - state.Since >= Pause && mayGo >= part) state = (Math.Min(state.Kept, member.Runs) - part, now);
        state.Kept = Math.Max(0, state.Kept);
        _kept[member.Name] = state;
        if (state.Kept > 0)
        {
            var due = state.Since + Pause > now ? state.Since + Pause : now + Pause;
            Next = Next < due ? Next : due;
        }

        return member with { Floor = 0, Ceiling = state.Kept, ContactReason = why };
    }

    /// <summary>How many replicas the others could take now; 0 while one of them is still bringing up what it was asked for.</summary>
    private static long RoomOfOthers(IReadOnlyList<ObservedMember> members)
    {
        var room = 0L;
        foreach (var member in members)
        {
            if (member.View is not { Leaves: null } || member.Snapshot is not { Contact: MemberContact.Live, Frozen: false } other) continue;
            if (other.Unschedulable > 0 || Math.Max(member.Desired, other.Runs) > other.Ready) return 0;
            room += Math.Clamp(other.Ceiling - other.Runs, 0, member.Free ?? 0);
        }

        return room;
    }
}
