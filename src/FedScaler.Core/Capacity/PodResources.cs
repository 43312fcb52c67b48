using System.Collections.Immutable;

namespace FedScaler.Core.Capacity;

/// <summary>
/// The resource fields of a pod or of a pod template, from which follows what the scheduler sets aside for it.
/// </summary>
public sealed record PodResources
{
    /// <summary>The requests of spec.containers (see <see cref="ResourceVector.From(IEnumerable{KeyValuePair{string, Quantities.Quantity}}, IEnumerable{KeyValuePair{string, Quantities.Quantity}})"/>).</summary>
    public ImmutableArray<ResourceVector> Containers { get; init; } = [];

    /// <summary>spec.initContainers, in their order.</summary>
    public ImmutableArray<InitContainerRequests> InitContainers { get; init; } = [];

    /// <summary>spec.overhead, of the pod's runtime class.</summary>
    public ResourceVector Overhead { get; init; }

    /// <summary>spec.resources.requests (pod level; KEP-2837).</summary>
    public ResourceVector PodRequests { get; init; }

    /// <summary>spec.resources.limits (pod level; KEP-2837).</summary>
    public ResourceVector PodLimits { get; init; }

    /// <summary>
    /// What the scheduler counts for the pod: the sum of its containers and sidecars, or the most that its start needs if
    /// that is more; pod-level requests in place of both; the overhead on top
    /// (k8s.io/component-helpers/resource/helpers.go, PodRequests).
    /// </summary>
    public ResourceVector EffectiveRequests()
    {
        var running = ResourceVector.Empty;
        foreach (var container in Containers)
            running += container;

        // Init containers run one after the other, each beside the sidecars that were started before it.
        var sidecars = ResourceVector.Empty;
        var starting = ResourceVector.Empty;
        foreach (var init in InitContainers)
        {
            if (init.IsSidecar)
            {
                sidecars += init.Requests;
                starting = ResourceVector.Max(starting, sidecars);
            }
            else
            {
                starting = ResourceVector.Max(starting, sidecars + init.Requests);
            }
        }

        var containers = ResourceVector.Max(running + sidecars, starting);
        return OverriddenByPod(containers) + Overhead;
    }

    // A pod-level limit stands in for a request that neither the pod nor any container names
    // (pkg/apis/core/v1/defaults.go, defaultPodRequests).
    private ResourceVector OverriddenByPod(ResourceVector containers)
    {
        if (PodRequests.IsEmpty && PodLimits.IsEmpty)
            return containers;

        var result = new ResourceVectorBuilder();
        Set(containers, static _ => true);
        Set(PodLimits, name => IsPodLevel(name) && containers[name] == 0);
        Set(PodRequests, IsPodLevel);
        return result.Build();

        void Set(ResourceVector from, Func<string, bool> applies)
        {
            foreach (var (name, amount) in from.All())
            {
                if (applies(name))
                    result.Set(name, amount);
            }
        }
    }

    private static bool IsPodLevel(string name) =>
        name is ResourceNames.Cpu or ResourceNames.Memory
        || name.StartsWith(ResourceNames.HugePagesPrefix, StringComparison.Ordinal);
}
