namespace FedScaler.Sandbox.Hosting;

/// <summary>What makes a cluster live: its simulated nodes and controllers, working on the cluster's store in its time.</summary>
public interface IClusterSimulation : IDisposable
{
    /// <summary>Begins; from here on it acts by the timers of its TimeProvider and by what changes in the store.</summary>
    void Start();
}
