namespace FedScaler.Sandbox.ApiServer.Protobuf;

/// <summary>Which fields of one protobuf message there are, by their numbers in Kubernetes' generated.proto files.</summary>
internal sealed class ProtoMessage
{
    private readonly Dictionary<int, ProtoField> _fields = [];

    /// <summary>Adds a field; fields that are not added are skipped when read.</summary>
    public ProtoMessage With(int number, string name, ProtoShape shape, ProtoMessage? message = null)
    {
        _fields.Add(number, new ProtoField(name, shape, message));
        return this;
    }

    public ProtoField? Find(int number) => _fields.GetValueOrDefault(number);
}
