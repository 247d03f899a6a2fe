namespace RayNet.Roslyn.Types;

/// <summary>How a new object gets a member's value.</summary>
internal enum MemberSetting
{
    /// <summary>By an argument of the constructor.</summary>
    Constructor,

    /// <summary>In the object initializer, because the member is init-only or required.</summary>
    Initializer,

    /// <summary>By assignment, so that a value that is missing on the wire keeps the type's own default.</summary>
    Assignment,
}
