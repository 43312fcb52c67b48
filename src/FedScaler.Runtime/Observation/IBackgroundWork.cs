namespace FedScaler.Runtime.Observation;

/// <summary>Work off the reconcile path that is not in any queue.</summary>
public interface IBackgroundWork
{
    /// <summary>What it is.</summary>
    string Name { get; }

    /// <summary>How much can still be done before the clock moves on; what waits out a delay does not count.</summary>
    int Pending { get; }

    /// <summary>How many others wait until a call of this one returns; each of them is counted as work of its own.</summary>
    int Behind => 0;
}
