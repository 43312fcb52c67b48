using FedScaler.Sandbox.Time;

namespace FedScaler.Sandbox.Simulation;

/// <summary>
/// Several members moved on together, in the order given, and what federates them. Whoever reads or changes members or their load while another thread
/// may be simulating goes through <see cref="Read{T}"/> and <see cref="Change"/>.
/// </summary>
/// <param name="federation">What works over the hub and the members, such as Karmada's controllers; null for nothing.</param>
public sealed class FleetSimulation(IReadOnlyList<MemberSimulation> members, ISimulatedPart? federation = null)
{
    private readonly Lock _gate = new();

    /// <summary>All that moves, in the order in which it does.</summary>
    public IReadOnlyList<ISimulatedPart> Parts { get; } = federation is null ? [.. members] : [.. members, federation];

    public IReadOnlyList<MemberSimulation> Members => members;

    /// <summary>When something happens next by the clock alone, in any part.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate) return Parts.Min(part => part.NextDue);
        }
    }

    /// <summary>Settles every part, members and federation in turns until neither has anything for the other; whether any of them wrote.</summary>
    public bool Settle()
    {
        lock (_gate)
        {
            var wrote = SettleMembers();
            if (federation is null) return wrote;
            while (federation.Settle())
            {
                wrote = true;
                if (!SettleMembers()) break;
            }

            return wrote;
        }
    }

    /// <summary>Moves the clock on to <paramref name="until"/>, stopping to settle at everything that is due on the way, timers included.</summary>
    public void AdvanceTo(SimulatedTimeProvider clock, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(clock);
        Settle();
        while (Earlier(NextDue, clock.NextDue) is { } due && due <= until)
        {
            clock.AdvanceTo(due);
            Settle();
        }

        clock.AdvanceTo(until);
        Settle();
    }

    private bool SettleMembers()
    {
        var wrote = false;
        foreach (var member in members) wrote |= member.Settle();
        return wrote;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    /// <summary>Reads (a load sample, ready pods) while nothing moves.</summary>
    public T Read<T>(Func<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        lock (_gate) return read();
    }

    /// <summary>Changes metrics, load or rotation while nothing moves.</summary>
    public void Change(Action change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate) change();
    }
}
