package org.ecluse.web.console.frame;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.annotation.FacesConfig;

/** Switches Jakarta Faces on with its CDI beans. */
@FacesConfig
@ApplicationScoped
public class FacesSetting {}
