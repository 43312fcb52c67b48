using FedScaler.Controllers.Fleet.Members;
using FedScaler.Core.ScaleIn;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>Removals at the members' API servers.</summary>
internal sealed class MemberRemovals(IMemberRoster roster, FleetOptions options, FleetServices services) : IRemovalFleet
{
    private readonly ILogger _logger = services.Loggers.CreateLogger(RemovalLog.Category);

    /// <inheritdoc/>
    public async Task<ClusterObservation> LookAsync(string member, RemovalSight sight, CancellationToken cancellationToken)
    {
        if (roster.Find(member) is not { Current: { } connection } entry || entry.View() is not { Live: true, Paused: false }) return ClusterObservation.Unreachable(member);
        return await new RemovalLook(member, new RemovalReads(CallsTo(connection), connection.Caches), _logger).LookAsync(sight, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task TakeAsync(RemovalSight sight, RemovalStep step, CancellationToken cancellationToken)
    {
        var connection = roster.FindWritable(RemovalWrites.MemberOf(step));
        var calls = CallsTo(connection);
        await new RemovalWrites(calls, new RemovalReads(calls, connection.Caches), connection.Caches, _logger).TakeAsync(sight, step, cancellationToken);
    }

    private MemberCalls CallsTo(MemberConnection connection) => new(connection.Client, options.WriteDeadline, services.Time, connection.Server);
}
