using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Watching;

/// <summary>What a watch has to send next.</summary>
/// <param name="Type">ADDED, MODIFIED, DELETED, BOOKMARK or ERROR.</param>
/// <param name="Object">The object; null where <paramref name="Body"/> is ready-made.</param>
internal readonly record struct WatchFrame(string Type, StoredObject? Object, System.Text.Json.Nodes.JsonObject? Body, long Revision)
{
    /// <summary>Nothing can follow an error.</summary>
    public bool IsLast => Type == "ERROR";
}
