namespace FedScaler.Demo.Report;

/// <summary>The fleet at an instant.</summary>
/// <param name="Demand">Requests per second.</param>
/// <param name="Served">Requests per second.</param>
/// <param name="Bounds">Min and max in force, schedules counted.</param>
/// <param name="Members">In the same order in every sample.</param>
public sealed record DemoSample(DateTimeOffset Time, double Demand, double Served, DemoBounds Bounds, IReadOnlyList<MemberSample> Members)
{
    public int Runs => Members.Sum(static member => member.Runs);
}
