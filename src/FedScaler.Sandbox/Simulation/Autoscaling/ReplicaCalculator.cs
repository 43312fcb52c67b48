using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Autoscaling;

/// <summary>The HPA's formula, careful with pods whose usage is not known (kubernetes podautoscaler/replica_calculator.go). Pure.</summary>
internal static class ReplicaCalculator
{
    /// <summary>What one metric asks for, and the ratio and mean it was found at.</summary>
    internal readonly record struct Result(int Replicas, double Ratio, long MeanMilli);

    /// <param name="ratioOf">Ratio of usage to target over these pods with these values (thousandths).</param>
    /// <param name="assumed">What a pod without a sample is taken to use when the others ask to scale down.</param>
    public static Result FromPods(
        PodGroups groups, int current, HpaSpec spec, Func<IReadOnlyList<(PodView Pod, long Value)>, double> ratioOf, Func<PodView, long> assumed)
    {
        var counted = groups.Counted;
        var ratio = ratioOf(counted);
        var mean = counted.Sum(one => one.Value) / counted.Count;
        var includeIgnored = groups.Ignored.Count > 0 && ratio > 1;
        if (!includeIgnored && groups.Missing.Count == 0)
            return new(spec.IsWithinTolerance(ratio) ? current : Replicas(ratio, counted.Count), ratio, mean);

        // Where usage is not known, err against the direction of the change.
        var all = new List<(PodView Pod, long Value)>(counted);
        if (ratio < 1) all.AddRange(groups.Missing.Select(pod => (pod, assumed(pod))));
        else if (ratio > 1) all.AddRange(groups.Missing.Select(pod => (pod, 0L)));
        if (includeIgnored) all.AddRange(groups.Ignored.Select(pod => (pod, 0L)));
        var careful = ratioOf(all);
        var turned = (ratio < 1 && careful > 1) || (ratio > 1 && careful < 1);
        if (turned || spec.IsWithinTolerance(careful)) return new(current, ratio, mean);
        var replicas = Replicas(careful, all.Count);
        var wrongWay = (careful < 1 && replicas > current) || (careful > 1 && replicas < current);
        return new(wrongWay ? current : replicas, ratio, mean);
    }

    /// <summary>For a value that is compared with the target as it is.</summary>
    public static int FromValue(long value, long target, int current, int ready, HpaSpec spec)
    {
        var ratio = (double)value / target;
        if (current == 0) return Replicas(ratio, 1);
        return spec.IsWithinTolerance(ratio) ? current : Replicas(ratio, ready);
    }

    /// <summary>For a value that is divided by the replicas before it is compared.</summary>
    public static int FromTotal(long value, long targetPerPod, int current, HpaSpec spec)
    {
        var ratio = (double)value / ((double)targetPerPod * current);
        return spec.IsWithinTolerance(ratio) ? current : Replicas((double)value / targetPerPod, 1);
    }

    private static int Replicas(double ratio, int pods) => (int)Math.Clamp(Math.Ceiling(ratio * pods), 0, int.MaxValue);
}
