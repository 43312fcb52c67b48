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
        var roster = new Roster(snapshot, memory);
        Park(roster, snapshot);
        using var round = new Round(snapshot, memory, roster);
        round.Run();
        return DecisionWriter.Write(round);
    }

    private static void Park(Roster roster, FleetSnapshot snapshot)
    {
        if (snapshot.Policy.Spread != SpreadPolicy.WhenNeeded) return;
        var count = roster.Table.Length;
        var memories = new MemberMemory[count];
        for (var place = 0; place < count; place++) memories[place] = roster.Memories[roster.IndexOf(place)];
        var parked = new bool[count];
        Parking.Choose(roster.Table.Span, memories, snapshot, snapshot.Policy.MinReplicas - roster.Pinned().Min, mayRetire: !roster.AnySilentShare, parked);
        roster.Park(parked);
    }
}
