namespace FedScaler.Api.Common;

/// <summary>How a requirement compares a label with its values.</summary>
public enum LabelSelectorOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
}
