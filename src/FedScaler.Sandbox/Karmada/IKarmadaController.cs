namespace FedScaler.Sandbox.Karmada;

/// <summary>One of Karmada's control loops over the hub's store and the members'.</summary>
internal interface IKarmadaController
{
    /// <summary>Does nothing while set; what comes up meanwhile waits.</summary>
    bool IsPaused { get; set; }

    /// <summary>When it has something to do by the clock alone; null when it has not.</summary>
    DateTimeOffset? NextDue { get; }

    /// <summary>Told of every change of every store, in the order of each store, after it was stored.</summary>
    void Observe(KarmadaChange change);

    /// <summary>All stores are read anew and come as additions: what is remembered of their objects is to be forgotten first.</summary>
    void Relist();

    /// <summary>Works off what is dirty or due, calling <paramref name="drain"/> between keys so that each sees the writes before it; whether there was anything.</summary>
    bool Work(Action drain);
}
