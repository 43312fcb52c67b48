namespace FedScaler.Core.Splitting;

/// <summary>
/// Shares one application's minimum and maximum out over the fleet: from what is seen and remembered to what each member's
/// HPA may do, and why. Pure and deterministic; the order of the members means nothing.
/// </summary>
public static class FleetSplitter
{
    /// <summary>
    /// Decides. Without a trigger the shares stay as they are. The shares decided are where the fleet is to arrive;
    /// <see cref="ShareTransition"/> says which writes lead there without ever passing the maximum.
    /// </summary>
    public static FleetDecision Decide(FleetSnapshot snapshot, FleetMemory memory)
    {
        return Decide(snapshot, memory, open: false) ?? Decide(snapshot, memory, open: true)!;
    }

    /// <summary>Null when parked members have to be opened, because what was decided without them leaves somebody unserved.</summary>
    private static FleetDecision? Decide(FleetSnapshot snapshot, FleetMemory memory, bool open)
    {
        using var roster = new Roster(snapshot, memory);
        var mayOpen = Park(roster, snapshot, open);
        using var round = new Round(snapshot, memory, roster);
        round.Run();
        return mayOpen && round.AnyUnserved() ? null : DecisionWriter.Write(round);
    }

    /// <summary>Takes parked members off the table; true when one of them could still be opened.</summary>
    private static bool Park(Roster roster, FleetSnapshot snapshot, bool open)
    {
        var table = roster.Table;
        if (snapshot.Policy.Spread != SpreadPolicy.WhenNeeded || table.Length < 2) return false;
        var memories = new MemberMemory[table.Length];
        for (var place = 0; place < table.Length; place++) memories[place] = roster.Memories[roster.IndexOf(place)];
        var parked = new bool[table.Length];
        var parking = new Parking(table, memories, snapshot.Policy, snapshot.Now);
        roster.OpenedForDemand = open || parking.AnyUnserved;
        parking.Choose(snapshot.Policy.MinReplicas - roster.Pinned().Min, roster.OpenedForDemand, roster.AnySilentShare, parked);
        var mayOpen = false;
        for (var place = 0; place < table.Length; place++) mayOpen |= !open && parked[place] && Parking.MayOpen(table[place]);
        roster.Park(parked);
        return mayOpen;
    }
}
