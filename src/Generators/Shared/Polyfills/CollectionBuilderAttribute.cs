namespace System.Runtime.CompilerServices;

/// <summary>The compiler needs it for collection expressions; netstandard2.0 lacks it.</summary>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class CollectionBuilderAttribute(Type builderType, string methodName) : Attribute
{
    public Type BuilderType { get; } = builderType;

    public string MethodName { get; } = methodName;
}
