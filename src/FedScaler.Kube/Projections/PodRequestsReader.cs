using System.Text.Json;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Projections;

/// <summary>
/// Adds up what a pod requests, as component-helpers/resource PodRequests does: containers and sidecars together, or the
/// largest step of the initialization where that is more; what the pod itself requests in place of that (KEP-2837); its
/// overhead on top. Sidecars are init containers that restart Always (KEP-753): they run beside all that comes after.
/// </summary>
internal sealed class PodRequestsReader
{
    private readonly ResourceTally _containers = new();
    private readonly ResourceTally _sidecars = new();
    private readonly ResourceTally _largestStep = new();
    private readonly ResourceTally _pod = new();
    private readonly ResourceTally _overhead = new();
    private readonly ResourceTally _one = new();
    private readonly ResourceTally _step = new();

    public void Clear()
    {
        _containers.Clear();
        _sidecars.Clear();
        _largestStep.Clear();
        _pod.Clear();
        _overhead.Clear();
    }

    /// <summary>Reads the field of the spec that the reader stands on, if it is one that counts.</summary>
    public bool TryRead(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("containers"u8)) ReadContainers(ref reader);
        else if (reader.ValueTextEquals("initContainers"u8)) ReadInitContainers(ref reader);
        else if (reader.ValueTextEquals("resources"u8)) _pod.ReadRequestsOf(ref reader);
        else if (reader.ValueTextEquals("overhead"u8)) _overhead.ReadAmounts(ref reader);
        else return false;
        return true;
    }

    public ResourceRequests Total()
    {
        _step.Clear();
        _step.Add(_containers);
        _step.Add(_sidecars);
        _step.Max(_largestStep);
        _step.Override(_pod);
        _step.Add(_overhead);
        return ResourceRequests.Of(_step);
    }

    private void ReadContainers(ref Utf8JsonReader reader)
    {
        if (!ProjectionReader.EnterArray(ref reader)) return;
        while (ProjectionReader.NextObject(ref reader))
        {
            ReadContainer(ref reader);
            _containers.Add(_one);
        }
    }

    private void ReadInitContainers(ref Utf8JsonReader reader)
    {
        if (!ProjectionReader.EnterArray(ref reader)) return;
        while (ProjectionReader.NextObject(ref reader))
        {
            var isSidecar = ReadContainer(ref reader);
            if (isSidecar) _sidecars.Add(_one);
            _step.Clear();
            _step.Add(_sidecars);
            if (!isSidecar) _step.Add(_one);
            _largestStep.Max(_step);
        }
    }

    /// <summary>Reads one container's requests into <see cref="_one"/>; true when it restarts Always.</summary>
    private bool ReadContainer(ref Utf8JsonReader reader)
    {
        var always = false;
        _one.Clear();
        while (ProjectionReader.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("resources"u8)) _one.ReadRequestsOf(ref reader);
            else if (reader.ValueTextEquals("restartPolicy"u8)) always = ProjectionReader.TextIs(ref reader, "Always"u8);
            else ProjectionReader.SkipValue(ref reader);
        }

        return always;
    }
}
