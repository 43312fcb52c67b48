using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Fleet;

/// <summary>
/// How a removal of named pods reaches the members. It reads the members' API servers, not caches: what is decided from it
/// cannot be taken back. Each call has a deadline of its own.
/// </summary>
public interface IRemovalFleet
{
    /// <summary>
    /// Looks at the workload, its pods, budgets and HPA in one member. <see cref="ClusterObservation.Floor"/> is not the
    /// member's to know and is left out.
    /// </summary>
    /// <returns>Never null; <see cref="ClusterObservation.Unreachable"/> for a member that is silent, paused, or did not answer all of it.</returns>
    Task<ClusterObservation> LookAsync(string member, RemovalSight sight, CancellationToken cancellationToken);

    /// <summary>Takes one step in the member that it names; steps of the hub are not its business.</summary>
    /// <exception cref="Kube.Client.KubeApiException">The member refused it: 409 and 404 mean to look again, 429 that a budget forbids it for now.</exception>
    Task TakeAsync(RemovalSight sight, RemovalStep step, CancellationToken cancellationToken);
}
