namespace FedScaler.Kube.Client;

/// <summary>What a client is about, for a host that has to know when all is quiet.</summary>
public interface ICallActivity
{
    Uri Server { get; }

    /// <summary>Calls and openings of watches that are on the wire now.</summary>
    int InFlightCalls { get; }

    /// <summary>Calls and watches whose time ran out, or that were cancelled, and that have not returned yet.</summary>
    int EndingCalls => 0;

    /// <summary>Reads that wait out the delay before their next try.</summary>
    int WaitingCalls { get; }
}
