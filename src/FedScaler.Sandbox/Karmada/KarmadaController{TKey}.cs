using FedScaler.Sandbox.Simulation;

namespace FedScaler.Sandbox.Karmada;

/// <summary>One of Karmada's control loops over the hub's store and the members'.</summary>
internal abstract class KarmadaController<TKey>(KarmadaContext context, IComparer<TKey> order) : ControlLoop<TKey>(context.Time, order), IKarmadaController
    where TKey : notnull
{
    protected KarmadaContext Context => context;

    /// <inheritdoc/>
    public abstract void Observe(KarmadaChange change);
}
