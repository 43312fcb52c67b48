namespace FedScaler.Kube.Client;

/// <summary>What a client is about, for a host that has to know when all is quiet.</summary>
public interface ICallActivity
{
    Uri Server { get; }

    /// <summary>Calls and openings of watches that are on the wire now.</summary>
    int InFlightCalls { get; }

    /// <summary>Reads that wait out the delay before their next try.</summary>
    int WaitingCalls { get; }
}
