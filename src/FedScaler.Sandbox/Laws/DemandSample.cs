namespace FedScaler.Sandbox.Laws;

/// <summary>Demand at an instant, and what there was to serve it with.</summary>
/// <param name="Demand">Requests per second.</param>
/// <param name="Served">Requests per second.</param>
/// <param name="MaxReplicas">The fleet's maximum.</param>
public sealed record DemandSample(DateTimeOffset Time, double Demand, double Served, int MaxReplicas, IReadOnlyList<MemberRoom> Members)
{
    /// <summary>Replicas that could have been added: what is left of the maximum, as far as nodes of members that answer hold it.</summary>
    public long Left
    {
        get
        {
            long nodes = 0, taken = 0;
            foreach (var member in Members)
            {
                if (member.Answers) nodes += Math.Max(0, member.Fit - member.Runs);
                taken += member switch
                {
                    { Answers: true } => member.Runs,
                    { Lent: true } => 0,
                    _ => member.Max,
                };
            }

            return Math.Max(0, Math.Min(nodes, MaxReplicas - taken));
        }
    }
}
