using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation;

/// <summary>A control loop of one cluster, over the names of its objects.</summary>
internal abstract class KeyedController(SimulationContext context) : ControlLoop<ObjectKey>(context.Time, ObjectKeyOrder.Instance)
{
    /// <summary>Whether it hears of changed pods only when they arrive in <see cref="SimulationContext.Pods"/>.</summary>
    public virtual bool SeesPodsFromCache => false;

    protected SimulationContext Context => context;

    protected ClusterIndex Index => context.Index;

    /// <summary>Told of every change after the index has taken it.</summary>
    public abstract void Observe(IndexChange change);
}
