namespace FedScaler.Sandbox.ApiServer.Protobuf;

/// <summary>How a field's value is to be written as JSON.</summary>
internal enum ProtoShape
{
    Text,
    Flag,
    Number,

    /// <summary>A message of its own.</summary>
    Message,

    /// <summary>Strings, each on the wire by itself.</summary>
    TextList,

    /// <summary>Strings by key.</summary>
    TextMap,

    /// <summary>Bytes by key; base64 in JSON.</summary>
    BytesMap,
}
