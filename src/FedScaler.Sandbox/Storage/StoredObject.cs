using System.Text.Json.Nodes;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.Storage;

/// <summary>An object as stored, never changed again, with its bytes, which are made once for all who read it.</summary>
internal sealed class StoredObject(JsonObject value, long revision)
{
    private byte[]? _utf8;

    public JsonObject Object => value;

    public long Revision => revision;

    /// <summary>The object as JSON; two readers at once may both make it, and make the same.</summary>
    public byte[] Utf8 => _utf8 ??= value.ToUtf8();
}
