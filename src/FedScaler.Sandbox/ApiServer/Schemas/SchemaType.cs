namespace FedScaler.Sandbox.ApiServer.Schemas;

/// <summary>What a field may hold.</summary>
internal enum SchemaType
{
    /// <summary>Anything; unknown fields are kept.</summary>
    Any,
    String,
    Integer,
    Number,
    Boolean,
    IntOrString,
    Quantity,

    /// <summary>A struct with named fields.</summary>
    Object,

    /// <summary>A map from any name to one type.</summary>
    Map,
    List,
}
