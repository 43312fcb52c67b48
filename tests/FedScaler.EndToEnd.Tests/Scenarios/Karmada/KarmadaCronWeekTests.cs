using FedScaler.Hosting.Federations;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>The same on a Karmada control plane, up to Monday's forenoon.</summary>
public sealed class KarmadaCronWeekTests : Cron.WeekTests
{
    protected override FederationKind Federation => FederationKind.Karmada;

    private protected override (DateTimeOffset Time, int Checks) End => (Instant("2014-10-27T14:00:00Z"), 2 * 5);
}
