using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Faults;

/// <summary>What of a server its faults take hold of.</summary>
internal interface IFaultySurface
{
    void AbortConnections();

    void SilenceWatches();

    void DropNextEvents();

    void ExpireWatches();

    ClusterStore StoreOf(StoreSnapshot? snapshot);

    void RevokeToken(string? token);
}
