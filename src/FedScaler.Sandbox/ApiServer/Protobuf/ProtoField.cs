namespace FedScaler.Sandbox.ApiServer.Protobuf;

/// <summary>One field of a message.</summary>
/// <param name="Message">Of what it is made, where it is a message.</param>
internal sealed record ProtoField(string Name, ProtoShape Shape, ProtoMessage? Message);
