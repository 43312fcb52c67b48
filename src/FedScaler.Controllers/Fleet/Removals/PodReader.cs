using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>Reads the pods of a workload and those that are named.</summary>
internal sealed class PodReader(RemovalReads reads, string ns)
{
    private const int AtOnce = 8;

    /// <param name="selector">Null where the workload tells none: then all of the namespace.</param>
    public Task<List<PodFields>> ListAsync(string? selector, CancellationToken cancellationToken) =>
        reads.ListAsync(KnownResources.Pods, ns, selector, PodFields.Decoder, cancellationToken);

    /// <summary>Those of the names that are there.</summary>
    public async Task<IEnumerable<PodFields>> FindAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var found = new PodFields?[names.Count];
        await Parallel.ForEachAsync(
            names.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (name, token) => found[name.Index] = await reads.FindAsync(KnownResources.Pods, new ObjectKey(ns, name.Item), PodFields.Decoder, token));
        return found.OfType<PodFields>();
    }
}
