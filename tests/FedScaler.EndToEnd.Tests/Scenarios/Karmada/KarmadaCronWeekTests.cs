using FedScaler.Hosting.Federations;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>The same on a Karmada control plane, for its first two hours, the start of which has nothing to serve with yet.</summary>
public sealed class KarmadaCronWeekTests : Cron.WeekTests
{
    protected override FederationKind Federation => FederationKind.Karmada;

    private protected override (DateTimeOffset Time, int Checks) End => (Instant("2014-10-27T06:30:00Z"), 2);

    private protected override DateTimeOffset Served => Instant("2014-10-27T04:30:00Z");
}
