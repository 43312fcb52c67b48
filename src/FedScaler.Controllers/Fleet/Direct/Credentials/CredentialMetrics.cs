using System.Diagnostics.Metrics;
using FedScaler.Controllers.Fleet.Members;

namespace FedScaler.Controllers.Fleet.Direct.Credentials;

/// <summary>When members' tokens expire, and how their renewals go.</summary>
internal sealed class CredentialMetrics
{
    private readonly Counter<long> _renewals;

    public CredentialMetrics(Meter meter, FleetRoster<DirectEntry> roster)
    {
        meter.CreateObservableGauge(
            "fedscaler.member.credential.expiry.timestamp", () => Observe(roster), "s", "When the token by which a member is reached expires, in seconds since 1970.");
        _renewals = meter.CreateCounter<long>("fedscaler.member.credential.renewals", null, "Renewals of members' tokens, by how they ended.");
        Count(isDone: true, 0);
        Count(isDone: false, 0);
    }

    public void Count(bool isDone, int count = 1) => _renewals.Add(count, new KeyValuePair<string, object?>("result", isDone ? "renewed" : "failed"));

    private static IEnumerable<Measurement<long>> Observe(FleetRoster<DirectEntry> roster) =>
        from name in roster.Names
        let state = roster.Find(name)?.Credential.State
        where state is not null
        select new Measurement<long>(state.Token.ExpiresAt.ToUnixTimeSeconds(), new KeyValuePair<string, object?>("member", name));
}
